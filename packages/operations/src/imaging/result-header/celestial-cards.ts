/**
 * Cards of the sky coordinates of an image, of any of its versions (A to Z): axes, matrices, rotations, projections and distortions
 * (FITS 4.0, §8; SIP; TPV; the distortion tables; the digitised sky surveys' plates).
 */
export const celestialCard = new RegExp(
  `^(${[
    "WCSAXES[A-Z]?|WCSNAME[A-Z]?|LONPOLE[A-Z]?|LATPOLE[A-Z]?|(WCS)?(C(TYPE|UNIT|RVAL|RPIX|DELT|NAME|ROTA|RDER|SYER))\\d+[A-Z]?",
    "(CD|PC|PV|PS)\\d+_\\d+[A-Z]?|(CD|PC)\\d{6}|PROJP\\d+",
    "(RADESYS|EQUINOX)[A-Z]",
    "(A|B|AP|BP)_(ORDER|DMAX|\\d+_\\d+)",
    "(CPDIS|CQDIS|D2IMDIS|CPERR|CQERR|D2IMERR)\\d+|(DP|DQ|D2IM|AXISCORR|TR\\d?_)\\d+.*|DVERR\\d*[A-Z]?",
    "(AMDX|AMDY|PPO)\\d+|PLT(RA|DEC|SCALE)[A-Z]*|CNPIX\\d|[XY]PIXELSZ",
  ].join("|")})$`,
);
