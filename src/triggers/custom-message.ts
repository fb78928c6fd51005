import { customMessage } from './mail/custom-message.trigger.js';
import { lambdaHandler } from './lambda-handler.js';

export const handler = lambdaHandler(({ brand }) => customMessage(brand));
