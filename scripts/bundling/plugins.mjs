import { readFile } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';

/** Of a bundle that has what is beside it as `beside`: the place of a module in `folder`, as src/start/run-script.ts reads it. */
const pathFrom = (folder, path) => JSON.stringify(relative(folder, path).split(sep).join('/'));

/** Modules find the files beside them: those of the service that read some, and Nest, which looks for optional packages. */
export function placesKept(folder) {
  return {
    name: 'places-kept',
    setup({ onLoad }) {
      onLoad({ filter: /[\\/](dist[\\/]http|@nestjs)[\\/].*\.js$/ }, async ({ path }) => {
        const text = await readFile(path, 'utf8');
        return { contents: text.replaceAll('import.meta.url', `beside.url(${pathFrom(folder, path)})`) };
      });
    },
  };
}

/** The embedded servers stay the files that they are: an image deletes them, and a bundle of all would bring them back. */
export function embeddedStaysBeside(folder) {
  return {
    name: 'embedded-stays-beside',
    setup({ onLoad }) {
      onLoad({ filter: /[\\/]dist[\\/]runtime[\\/].*\.js$/ }, async ({ path }) => {
        const text = await readFile(path, 'utf8');
        const contents = text.replace(
          /\bimport\('(\.\.\/embedded\/[^']+)'\)/g,
          (_import, file) => `beside.import(${pathFrom(folder, join(dirname(path), file))})`,
        );
        return { contents };
      });
    },
  };
}

/** The decorators of OpenAPI do nothing where no document is made of them. */
export const withoutDocs = {
  name: 'without-docs',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^@nestjs\/swagger$/ }, ({ path }) => ({ path, namespace: 'no-docs' }));
    onLoad({ filter: /^@nestjs\/swagger$/, namespace: 'no-docs' }, async ({ path }) => {
      const names = Object.keys(await import(path));
      const exported = names.map((name) => `export const ${name} = nothing;`);
      return { contents: `const nothing = () => () => undefined;\n${exported.join('\n')}` };
    });
    onResolve({ filter: /\/docs-pages\.js$/ }, ({ path }) => ({ path, namespace: 'no-pages' }));
    onLoad({ filter: /./, namespace: 'no-pages' }, () => ({
      contents:
        "export const serveDocsPages = () => { throw new Error('The bundle has no pages: unset DOCS.'); };",
    }));
  },
};

/** `class-validator` asks for them at its start, and for what no setting or body has: numbers of telephones. */
export const phonesWhenAsked = {
  name: 'phones-when-asked',
  setup({ onResolve, onLoad }) {
    const namespace = 'phones-when-asked';
    onResolve({ filter: /^libphonenumber-js\/max$/ }, ({ path, namespace: asking }) =>
      asking === namespace ? undefined : { path, namespace },
    );
    onLoad({ filter: /./, namespace }, ({ path }) => ({
      contents: `exports.parsePhoneNumber = (...given) => require('${path}').parsePhoneNumber(...given);`,
      resolveDir: resolve('node_modules/class-validator'),
    }));
  },
};
