/** Characters of a sealed text: room for the tokens of somebody of many groups, too short to cost time to open. */
export const MAX_SEALED_LENGTH = 16_384;
