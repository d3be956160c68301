/** The request header in which the proxy tells the pages the nonce of their scripts. */
export const NONCE = "x-nonce";
