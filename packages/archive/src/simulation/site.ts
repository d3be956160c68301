/** The telescope that the simulated night is taken with: a 1 m at Cerro Tololo, with invented camera. */
export const site = {
  siteId: "lsc",
  site: "Simulated node at Cerro Tololo",
  enclosure: "domb",
  telescopeId: "1m0a",
  telescope: "1m0-00",
  instrument: "sim01",
  latitude: -30.1673833,
  longitude: -70.8047889,
  height: 2201,
  geocentric: [1_815_190.45, -5_213_920.08, -3_187_535.4],
  pixelScale: 0.389,
  gain: 1,
  readNoise: 6.5,
  darkCurrent: 0.002,
  saturation: 190_000,
  maxLinear: 175_000,
} as const;
