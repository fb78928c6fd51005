/** Who may import whom. Each rule says why; `npm run arch` fails on a breach. */
const FEATURES =
  '^src/(admin|access|auth|users|sessions|audit|limits|changes|health|notices|metrics|well-known)/';

/** @param {string} comment */
const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

module.exports = {
  forbidden: [
    forbid(
      'no-cycle',
      'Two files that need each other are one file, or hide a third.',
      {},
      { circular: true },
    ),
    forbid(
      'shared-knows-nothing',
      'shared is the vocabulary of everything else: no Nest, no AWS SDK, no feature.',
      { path: '^src/shared/' },
      { path: ['^src/(?!shared/)', 'node_modules/@nestjs', 'node_modules/@aws-sdk', 'node_modules/fastify'] },
    ),
    forbid(
      'http-below-features',
      'The HTTP vocabulary stands below the features, or guards and decorators tie them into a knot.',
      { path: '^src/http/' },
      { path: '^src/(?!http/|shared/|config/)' },
    ),
    forbid(
      'config-below-all',
      'Settings are read by everybody and know nobody.',
      { path: '^src/config/' },
      { path: '^src/(?!config/|shared/)' },
    ),
    forbid(
      'aws-below-features',
      'Connections and clients serve the adapters and know no feature.',
      { path: '^src/aws/' },
      { path: '^src/(?!aws/|shared/|config/)' },
    ),
    forbid(
      'limits-below-features',
      'Counting is used by every feature, so it may use none.',
      { path: '^src/limits/' },
      { path: '^src/(?!limits/|aws/|http/|shared/|config/)' },
    ),
    forbid(
      'changes-below-features',
      'Features tell each other of changes by it, so it may use none of them.',
      { path: '^src/changes/' },
      { path: '^src/(?!changes/|limits/|aws/|shared/|config/)' },
    ),
    forbid(
      'aggregates-apart',
      'Users, sessions and audit never import each other: what needs two of them is a flow above.',
      { path: '^src/(users|sessions|audit|notices)/' },
      { path: FEATURES, pathNot: ['^src/$1/', '^src/limits/', '^src/changes/'] },
    ),
    forbid(
      'auth-below-admin',
      'Guards and administration sit on top of auth, so auth cannot know them.',
      { path: '^src/auth/' },
      { path: '^src/(access|admin|health|runtime|provisioning|embedded)/' },
    ),
    forbid(
      'access-only-from-app',
      'Guards are global: only the app module may register them, and the package that brings them to other services.',
      {
        path: '^src/',
        pathNot: ['^src/(access|access-package)/', '^src/app\\.module\\.ts$', '\\.spec\\.ts$'],
      },
      { path: '^src/access/' },
    ),
    forbid(
      'access-package-for-others',
      'It is what other services import; the service itself has its guards from the access module.',
      { path: '^src/(?!access-package/)' },
      { path: '^src/access-package/' },
    ),
    forbid(
      'access-package-is-small',
      'Another service takes the guards and the verifier along, and nothing else of this one.',
      { path: '^src/access-package/', pathNot: '\\.spec\\.ts$' },
      {
        path: '^src/(admin|audit|aws|config|embedded|health|limits|metrics|notices|operations|provisioning|runtime|sessions|users|well-known)/',
        reachable: true,
      },
    ),
    forbid(
      'example-is-another-service',
      'The example shows how others do it, so it takes what they can import: the package.',
      { path: '^examples/expense-tracker/', pathNot: '\\.spec\\.ts$' },
      { path: ['^src/(?!access-package/access\\.ts$)', '^test/'] },
    ),
    forbid(
      'aws-sdk-in-adapters',
      'Only adapters, clients and provisioning speak to AWS; everything else speaks to a port.',
      {
        path: '^src/',
        pathNot: [
          '^src/(aws|provisioning|embedded)/',
          '/(cognito|dynamodb|ses)/',
          '^src/(auth/auth|users/users)\\.module\\.ts$',
          '\\.spec\\.ts$',
        ],
      },
      { path: 'node_modules/@aws-sdk' },
    ),
    forbid(
      'swagger-at-the-edge',
      'OpenAPI is a matter of controllers, DTOs and the HTTP vocabulary.',
      { path: '^src/', pathNot: ['^src/http/', '\\.dto\\.ts$', '\\.controller\\.ts$'] },
      { path: 'node_modules/@nestjs/swagger' },
    ),
    forbid(
      'adapters-behind-modules',
      "Only a feature's module, its own folder, provisioning and the Lambda triggers may name an adapter; all others name the port.",
      {
        path: '^src/',
        pathNot: [
          '\\.module\\.ts$',
          '/(cognito|dynamodb|ses)/',
          '^src/(provisioning|triggers)/',
          '\\.spec\\.ts$',
        ],
      },
      { path: '^src/[^/]+/(cognito|dynamodb|ses)/', pathNot: '^src/embedded/' },
    ),
    forbid(
      'no-dto-past-the-controller',
      'A DTO is the shape of the wire; flows, services and ports have shapes of their own.',
      { path: '\\.(flow|service|port|guard)\\.ts$' },
      { path: '/dto/|\\.dto\\.ts$' },
    ),
    forbid(
      'ports-know-the-domain-only',
      'A port that names its adapter is no port.',
      { path: '\\.port\\.ts$' },
      { path: ['node_modules/@aws-sdk', 'node_modules/@nestjs', '/(cognito|dynamodb|ses)/'] },
    ),
    forbid(
      'embedded-alone',
      'The embedded servers must stay replaceable by AWS, so they share no code with the service.',
      { path: '^src/embedded/' },
      { path: '^src/(?!embedded/)' },
    ),
    forbid(
      'embedded-loaded-on-demand',
      'A production build leaves the embedded servers out, so only its runtime may load them, dynamically.',
      { path: '^src/(?!embedded/)', pathNot: '\\.spec\\.ts$' },
      { path: '^src/embedded/', dependencyTypesNot: ['dynamic-import'] },
    ),
    forbid(
      'runtime-on-top',
      'Only the service, the function and the commands choose a runtime.',
      {
        path: '^src/',
        pathNot: ['^src/(runtime|lambda)/', '^src/service\\.ts$', '^src/operations/cli/', '\\.spec\\.ts$'],
      },
      { path: '^src/runtime/' },
    ),
    forbid(
      'lambda-on-top',
      'The function wraps the whole application as main does; nothing of it may know where it runs.',
      { path: '^src/(?!lambda(/|\\.ts$))' },
      { path: '^src/lambda(/|\\.ts$)' },
    ),
    forbid(
      'lambda-without-embedded',
      'The bundle of the function holds no embedded servers and no provisioning, so it may not reach what loads them.',
      { path: '^src/lambda(/|\\.ts$)', pathNot: '\\.spec\\.ts$' },
      { path: '^src/(embedded|provisioning|operations)/', reachable: true },
    ),
    forbid(
      'operations-on-top',
      'The commands of operators stand beside the HTTP surface: they may use any feature, and the service runs without them.',
      { path: '^src/(?!operations/|programs\\.ts$)' },
      { path: '^src/operations/' },
    ),
    forbid(
      'operations-speak-for-nobody',
      'A command has no request and no caller, so it calls flows and services rather than controllers and guards.',
      { path: '^src/operations/', pathNot: '\\.module\\.ts$' },
      { path: ['^src/access/', '\\.controller\\.ts$', '\\.guard\\.ts$'] },
    ),
    forbid(
      'triggers-are-small',
      'A Lambda trigger starts cold inside a sign-up that waits for it, so it carries neither Nest nor any part of the service but those that it needs.',
      { path: '^src/triggers/', pathNot: '\\.spec\\.ts$' },
      {
        path: [
          'node_modules/(@nestjs|fastify|rxjs)/',
          '^src/(http|access|limits|sessions|audit|notices|admin|runtime|provisioning)/',
        ],
        reachable: true,
      },
    ),
    forbid(
      'triggers-on-top',
      'Cognito calls the triggers, and so does the embedded runtime in its place; nothing of the service may need them.',
      { path: '^src/(?!triggers/)', pathNot: ['^src/runtime/embedded[^/]*\\.ts$', '\\.spec\\.ts$'] },
      { path: '^src/triggers/' },
    ),
    forbid(
      'no-tests-in-code',
      'Code that needs a test helper has the wrong shape.',
      { path: '^src/', pathNot: '\\.spec\\.ts$' },
      { path: '^test/' },
    ),
    forbid(
      'client-stands-alone',
      'The client runs in browsers and in the projects of others: nothing of the service, of Node or of a package goes in.',
      { path: '^clients/typescript/src/', pathNot: '\\.spec\\.ts$' },
      { pathNot: '^clients/typescript/src/' },
    ),
    forbid(
      'example-page-on-the-client',
      'The example page shows what the client can do, so it has nothing else to lean on.',
      { path: '^examples/web/src/' },
      { pathNot: '^(examples/web|clients/typescript)/src/' },
    ),
    forbid(
      'client-serves-others',
      'The service does not call itself.',
      { path: '^src/' },
      { path: '^clients/' },
    ),
    forbid(
      'resolvable',
      'An import that cannot be resolved breaks at run time.',
      {},
      { couldNotResolve: true },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    combinedDependencies: true,
    enhancedResolveOptions: {
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      exportsFields: ['exports'],
    },
  },
};
