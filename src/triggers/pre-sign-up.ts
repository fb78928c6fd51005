import { lambdaHandler } from './lambda-handler.js';
import { preSignUp } from './sign-up/pre-sign-up.trigger.js';

export const handler = lambdaHandler((settings) => preSignUp(settings));
