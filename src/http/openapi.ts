import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { Settings } from '../config/settings.js';
import { CHAPTERS, GUIDE } from './openapi-guide.js';
import { showExamples } from './openapi-examples.js';
import { chapterGroups, operationsOf, orderByChapters } from './openapi-order.js';
import { SECOND_STEP_SCRIPT, serveSecondStepScript } from './second-step-script.js';
import { nameUnions } from './unions.js';

type SecurityScheme = Parameters<DocumentBuilder['addOAuth2']>[0];

/** The document of all operations, made from the code and from what the settings turn on. */
export function openApiDocument(app: NestFastifyApplication): OpenAPIObject {
  const { passwordGrant, cognitoDomain } = app.get(Settings);
  const builder = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Authentication service')
    .setDescription(GUIDE)
    .setVersion('1')
    .setLicense('MIT', 'https://opensource.org/license/mit')
    .addServer('/', 'This server')
    .addBearerAuth(
      {
        type: 'http',
        scheme: 'bearer',
        bearerFormat: 'JWT',
        description: 'The `accessToken` of a sign-in. An ID token is refused.',
      },
      'bearer',
    );
  if (passwordGrant) {
    builder.addOAuth2(
      {
        type: 'oauth2',
        description:
          'E-mail address and password; leave the client fields empty. A second factor is asked for next.',
        flows: { password: { tokenUrl: '/api/v1/auth/token', scopes: {} } },
      },
      'password',
    );
  }
  if (cognitoDomain !== undefined) builder.addOAuth2(hostedPages(cognitoDomain), 'hosted-pages');
  for (const { name, description } of CHAPTERS) builder.addTag(name, description);
  const document = SwaggerModule.createDocument(app, builder.build(), {
    operationIdFactory: (_controller, method) => method,
    autoTagControllers: false,
  });
  nameUnions(document);
  orderByChapters(document);
  showExamples(document);
  Object.assign(document, { 'x-tagGroups': chapterGroups() });
  return withoutUnknownSchemes(document);
}

/** Signing in at the user pool itself: the browser gets a code, and PKCE keeps it from being worth anything to others. */
function hostedPages(domain: string): SecurityScheme {
  const scopes = { openid: 'Who you are', email: 'Your address', profile: 'Your name' };
  const userScope = { 'aws.cognito.signin.user.admin': 'Your own account and factors' };
  return {
    type: 'oauth2',
    description:
      "On the user pool's own pages, by password or with Google. `client_id` is the pool's app client, `client_secret` " +
      'its secret where it has one.',
    flows: {
      authorizationCode: {
        authorizationUrl: `${domain}/oauth2/authorize`,
        tokenUrl: `${domain}/oauth2/token`,
        scopes: { ...scopes, ...userScope },
      },
    },
  };
}

/** Operations name every way in that there can be; the settings decide which there are. */
function withoutUnknownSchemes(document: OpenAPIObject): OpenAPIObject {
  const known = Object.keys(document.components?.securitySchemes ?? {});
  for (const operation of Object.values(document.paths).flatMap(operationsOf)) {
    if (operation.security === undefined) continue;
    operation.security = operation.security.filter((way) =>
      Object.keys(way).every((name) => known.includes(name)),
    );
  }
  return document;
}

/** Swagger UI leaves phones out: its tables and headings would run over the edge, and no operation here has links. */
const STYLE = `
.swagger-ui .response-col_links { display: none }
.swagger-ui .info pre { overflow-x: auto }
.swagger-ui .info pre code { display: block; width: max-content; min-width: 100%; white-space: pre; overflow-wrap: normal }
html.dark-mode #second-step { background: #2b2d31; color: #e4e6eb }
@media (max-width: 640px) {
  .swagger-ui .opblock-tag { flex-wrap: wrap }
  .swagger-ui .opblock-tag > a { flex: 1 1 auto }
  .swagger-ui .opblock-tag > small { flex: 1 0 100%; order: 1; padding: 0 }
  .swagger-ui .response-col_status { min-width: 3rem }
  .swagger-ui .opblock-body, .swagger-ui .responses-table { overflow-wrap: anywhere }
  .swagger-ui .responses-table { table-layout: fixed }
  .swagger-ui .responses-table .response-col_status { width: 3rem }
  .swagger-ui .markdown code, .swagger-ui .renderedMarkdown code { overflow-wrap: anywhere }
  .swagger-ui .response-controls { flex-direction: column; gap: 0.5rem }
  .swagger-ui .info table code { white-space: normal; word-break: break-word; font-size: 10px; padding: 2px }
}`;

/** In the second-step script: Nest writes whoever calls it into the page, as text. */
declare function completeSecondStep(response: unknown): unknown;

/** Swagger UI at `/docs`, and the document at `/openapi.json`. */
export function serveDocs(app: NestFastifyApplication): void {
  serveSecondStepScript(app);
  SwaggerModule.setup('docs', app, () => openApiDocument(app), {
    jsonDocumentUrl: 'openapi.json',
    raw: ['json'],
    customSiteTitle: 'Authentication service',
    customCss: STYLE,
    customJs: SECOND_STEP_SCRIPT,
    swaggerOptions: {
      persistAuthorization: true,
      displayRequestDuration: true,
      responseInterceptor: (response: unknown) => completeSecondStep(response),
      tryItOutEnabled: true,
      docExpansion: 'list',
      defaultModelsExpandDepth: 0,
      initOAuth: { usePkceWithAuthorizationCodeGrant: true },
    },
  });
  // Swagger UI looks for its own page beside `/docs`, not below it.
  app
    .getHttpAdapter()
    .getInstance()
    .get('/oauth2-redirect.html', (request: FastifyRequest, reply: FastifyReply) =>
      reply.redirect(`/docs${request.url}`),
    );
}
