import { describe, expect, it, onTestFinished, vi } from "vitest";
import { coneQuery } from "./cone-query.ts";
import { type GaiaBehaviour, gaiaServer } from "./gaia-server.fixture.ts";
import { tapGaia } from "./tap-gaia.ts";

const cone = { ra: 150.5, dec: -19.7, radius: 0.1 };
const timeouts = { requestMs: 2000, retryMs: 1, pollMs: 1, jobMs: 5000 };
const head = [
  "ra,dec,pmra,pmra_error,pmdec,pmdec_error,parallax,parallax_error,phot_g_mean_mag,r_med_geo,r_lo_geo,r_hi_geo",
  ...["g", "r", "i", "z"].map((band) => `${band}_sdss_mag,${band}_sdss_flux,${band}_sdss_flux_error`),
].join(",");
const row = `150.55,-19.67,-5.1,0.04,3.1,0.04,1.18,0.05,18.02,861.2,null,921.5,,,,17.1,1396.9,14,16.9,1749.8,17,"16.7",2033,20`;

async function gaiaWith(behaviour: GaiaBehaviour, options: object = {}) {
  const server = await gaiaServer(behaviour);
  const gaia = tapGaia({ tapUrl: server.tapUrl, insecureHosts: [server.hostPort], timeouts, ...options });
  onTestFinished(async () => {
    await gaia.close();
    await server.close();
  });
  return { server, ask: (signal = new AbortController().signal) => gaia.cone(cone, signal) };
}

describe("the query of a circle", () => {
  it("asks for decimals and nothing else of the request", () => {
    const query = coneQuery({ ra: 1e-7, dec: -19.7, radius: 0.25 });
    expect(query).toContain("CIRCLE('ICRS', 0.0000001000, -19.7000000000, 0.2500000000)");
    expect(query).toContain("src.ruwe < 1.4");
    expect(query).toContain("LEFT OUTER JOIN external.gaiaedr3_distance");
  });

  it.each([
    { ...cone, ra: Number.NaN },
    { ...cone, ra: 361 },
    { ...cone, dec: -91 },
    { ...cone, radius: 0 },
    { ...cone, radius: Number.POSITIVE_INFINITY },
    { ...cone, ra: "1); DROP" as unknown as number },
  ])("is not made of %j", (bad) => {
    expect(() => coneQuery(bad)).toThrow(expect.objectContaining({ code: "gaia.bad_cone" }));
  });
});

describe("Gaia by TAP", () => {
  it("submits a job, waits for it, reads its result and deletes it", async () => {
    const { server, ask } = await gaiaWith({ phases: ["QUEUED", "EXECUTING", "COMPLETED"], csv: `${head}\n${row}\n` });
    const [star, ...rest] = await ask();
    expect(rest).toEqual([]);
    expect(star).toMatchObject({ ra: 150.55, dec: -19.67, pmraError: 0.04, gMag: 18.02, distance: 861.2 });
    expect(star?.distanceLow).toBeNaN();
    expect(star?.synthetic.g_sdss).toEqual({ mag: Number.NaN, flux: Number.NaN, fluxError: Number.NaN });
    expect(star?.synthetic.z_sdss).toEqual({ mag: 16.7, flux: 2033, fluxError: 20 });
    expect(Object.fromEntries(server.queries[0]!)).toMatchObject({ REQUEST: "doQuery", LANG: "ADQL", PHASE: "RUN" });
    expect(server.requests.at(-1)).toBe("POST /tap/async/7");
  });

  it("gives no stars for an empty circle", async () => {
    const { ask } = await gaiaWith({ csv: `${head}\n` });
    expect(await ask()).toEqual([]);
  });

  it("tries again when the service is busy for a moment", async () => {
    const { ask } = await gaiaWith({ failures: 2, csv: `${head}\n${row}\n` });
    expect(await ask()).toHaveLength(1);
  });

  it.each<[string, GaiaBehaviour, object]>([
    ["the service stays away", { failures: 99 }, {}],
    ["the job fails", { phases: ["EXECUTING", "ERROR"] }, {}],
    ["the job takes too long", { phases: ["EXECUTING"] }, { timeouts: { ...timeouts, jobMs: 50 } }],
    ["the answer is no table", { csv: "<html>maintenance</html>" }, {}],
    ["the result lies elsewhere", { redirectResultTo: "http://127.0.0.1:1/secret" }, {}],
    ["the service is at an address nobody vouched for", {}, { insecureHosts: [] }],
  ])("says that there is no data when %s", async (_, behaviour, options) => {
    const { ask } = await gaiaWith(behaviour, options);
    await expect(ask()).rejects.toMatchObject({
      kind: "transient",
      message: "Gaia data could not be fetched; please try again later.",
    });
  });

  it("refuses an answer that is too large, with a hint", async () => {
    const { ask } = await gaiaWith({ csv: `${head}\n${row}\n` }, { maxBytes: 100 });
    await expect(ask()).rejects.toMatchObject({ kind: "tooLarge", message: expect.stringContaining("smaller") });
  });

  it("stops when it is cancelled, and deletes its job", async () => {
    const { server, ask } = await gaiaWith({ phases: ["EXECUTING"] });
    const controller = new AbortController();
    const asking = ask(controller.signal);
    await vi.waitFor(() => expect(server.requests).toContain("GET /tap/async/7/phase"));
    controller.abort();
    await expect(asking).rejects.toMatchObject({ kind: "cancelled" });
    expect(server.requests.at(-1)).toBe("POST /tap/async/7");
  });
});
