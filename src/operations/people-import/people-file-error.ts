/** The file as a whole cannot be taken, so nobody was invited. */
export class PeopleFileError extends Error {}
