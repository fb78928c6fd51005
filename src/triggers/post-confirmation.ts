import { lambdaHandler } from './lambda-handler.js';
import { postConfirmation } from './sign-up/post-confirmation.trigger.js';
import { triggerProfiles } from './sign-up/trigger-profiles.js';

export const handler = lambdaHandler((settings, log) => {
  const { region, tablePrefix, dynamodbEndpoint } = settings;
  const dynamodb = dynamodbEndpoint === undefined ? {} : { endpoint: dynamodbEndpoint };
  const { profiles } = triggerProfiles({ region, dynamodb, tablePrefix });
  return postConfirmation({ profiles, roles: settings, now: Date.now, log });
});
