/** Something in the account is in the way, and the message says what and how to get past it. */
export class ProvisioningError extends Error {}
