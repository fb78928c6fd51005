/**
 * What the PreSignUp trigger refuses people with. Cognito shows it to them as `PreSignUp failed with error MESSAGE.`, on its
 * hosted pages in `error_description`, so it is constant and says nothing of any account.
 */
export const UNVERIFIED_EXTERNAL_ADDRESS = 'The identity provider has not verified this e-mail address';
