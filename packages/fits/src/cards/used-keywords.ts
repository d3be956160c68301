import type { ValueKind } from "./card-value.ts";

/**
 * Every keyword whose value a reader of this product uses, by what it is taken for; "n" stands for the number of an axis, a column or a
 * parameter. The one list of them: who reads a further keyword adds it here, so that `verifyFits` names a card that cannot be read.
 */
export const usedKeywords: Readonly<Record<ValueKind, readonly string[]>> = {
  integer: words(`
    BITPIX NAXIS NAXISn PCOUNT GCOUNT BLANK EXTVER TFIELDS THEAP TBCOLn DATASUM ZBITPIX ZNAXIS ZNAXISn ZTILEn ZDITHER0 ZBLANK
    A_ORDER B_ORDER AP_ORDER BP_ORDER`),
  number: words(`
    BSCALE BZERO TSCALn TZEROn ZSCALE ZZERO ZVALn
    CRVALn CRPIXn CDELTn CROTAn CDn_n PCn_n CDnn PCnn PVn_n LONPOLE LATPOLE A_n_n B_n_n AP_n_n BP_n_n EQUINOX EPOCH
    EXPTIME EXPOSURE XPOSURE MJD-OBS MJD-BEG MJD-AVG MJD-MID NCOMBINE MJD-END GAIN EGAIN RDNOISE READNOIS READNOISE SATURATE MAXLIN PIXSCALE
    EXP_TIME MJD-STR JD_SOBS RDNOIS ENOISE RON SATLEVEL
    HEIGHT SITEELEV ALT-OBS OBSGEO-X OBSGEO-Y OBSGEO-Z OBSGEO-B OBSGEO-L OBSGEO-H RLEVEL`),
  text: words(`
    XTENSION EXTNAME TTYPEn TFORMn TUNITn TDIMn TNULLn CHECKSUM ZCMPTYPE ZQUANTIZ ZNAMEn CTYPEn CUNITn RADESYS RADECSYS
    DATE-OBS DATE-BEG DATE-AVG DATE-END TIME-OBS UTSTART UTSHUT UT-STR UT-START UT-OBS UTC-OBS UTOBS UT UTC TIMESYS FILTER
    LATITUDE LONGITUD SITELAT SITELONG LAT-OBS LONG-OBS OBJECT SRCTYPE CAT-RA CAT-DEC CCDSUM`),
  logical: words("SIMPLE ZIMAGE GROUPS INHERIT"),
};

function words(list: string): string[] {
  return list.trim().split(/\s+/);
}

const kinds = new Map(
  Object.entries(usedKeywords).flatMap(([kind, keywords]) =>
    keywords.map((keyword): [string, ValueKind] => [keyword, kind as ValueKind]),
  ),
);

/** What a keyword is read as; undefined for one that nobody reads. */
export function kindOfKeyword(keyword: string): ValueKind | undefined {
  const upper = keyword.toUpperCase();
  return kinds.get(upper) ?? kinds.get(upper.replace(/^(CD|PC)\d{6}$/, "$1nn").replace(/\d+/g, "n"));
}
