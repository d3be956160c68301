import canonicalize from "canonicalize";

/**
 * RFC 8785 text of a JSON value.
 * The package's types describe an ES module while it is CommonJS: the default import is the function itself.
 */
export const canonicalJson = canonicalize as unknown as (value: unknown) => string;
