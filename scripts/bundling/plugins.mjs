import { readFile } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';

/** Makes a plugin of changes to the text of modules: `of` is the path of a module, `edit` gets its text and its path. */
export function edited(...edits) {
  return {
    name: 'edited',
    setup({ onLoad }) {
      const filter = new RegExp(edits.map(({ of }) => of.source).join('|'));
      onLoad({ filter, namespace: 'file' }, async ({ path }) => {
        const text = await readFile(path, 'utf8');
        const own = edits.filter(({ of }) => of.test(path));
        return { contents: own.reduce((contents, { edit }) => edit(contents, path), text) };
      });
    },
  };
}

/** What a bundle in `folder` calls a file, for `beside` of src/start/run-script.ts. */
const nameFrom = (folder, path) => JSON.stringify(relative(folder, path).split(sep).join('/'));

/** Modules find the files beside them: those of the service that read some, and Nest, which looks for optional packages. */
export const placesKept = (folder) => ({
  of: /[\\/](dist[\\/]http|@nestjs)[\\/].*\.js$/,
  edit: (text, path) => text.replaceAll('import.meta.url', `beside.url(${nameFrom(folder, path)})`),
});

/** The embedded servers stay the files that they are: an image deletes them, and a bundle of all would bring them back. */
export const embeddedStaysBeside = (folder) => ({
  of: /[\\/]dist[\\/]runtime[\\/].*\.js$/,
  edit: (text, path) =>
    text.replace(
      /\bimport\('(\.\.\/embedded\/[^']+)'\)/g,
      (_import, file) => `beside.import(${nameFrom(folder, join(dirname(path), file))})`,
    ),
});

/** Nest's own loggers, which no program here uses, ask for names of months as they are loaded: that takes 12 ms. */
export const datesWhenAsked = {
  of: /[\\/](console-)?logger\.service\.js$/,
  edit: (text) =>
    replaced(text, /new (Intl\.DateTimeFormat\([^;]*\));/, '{ format: (date) => new $1.format(date) };'),
};

function replaced(text, pattern, by) {
  if (!pattern.test(text)) throw new Error(`A package has changed: nothing in it is as ${pattern} any more.`);
  return text.replace(pattern, by);
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
    onResolve({ filter: /\/(oauth|refusal)-responses\.js$/ }, ({ path }) => ({
      path,
      namespace: 'no-refusals',
    }));
    onLoad({ filter: /./, namespace: 'no-refusals' }, () => ({
      contents: 'export const refusals = () => [];\nexport const oauthRefusals = () => [];',
    }));
  },
};

/** Nest imports these packages whole, which would keep every validator: here it gets what it calls of them. */
export const fewValidators = {
  name: 'few-validators',
  setup({ onResolve, onLoad }) {
    const namespace = 'few-validators';
    onResolve({ filter: /^class-(validator|transformer)$/ }, ({ path, importer, kind }) =>
      kind === 'dynamic-import'
        ? { path: `${path} for ${relative(process.cwd(), importer)}`, namespace }
        : undefined,
    );
    onLoad({ filter: /./, namespace }, async ({ path }) => {
      const [name, importer] = path.split(' for ');
      const text = await readFile(importer, 'utf8');
      const variable = name.replace(/-(.)/, (_dash, letter) => letter.toUpperCase());
      const called = [...text.matchAll(new RegExp(`\\b${variable}\\.(\\w+)`, 'g'))].map(
        ([, called]) => called,
      );
      if (called.length === 0) throw new Error(`${importer} calls nothing of ${name} any more.`);
      const contents = `export { ${[...new Set(called)].join(', ')} } from '${name}';`;
      return { contents, resolveDir: process.cwd() };
    });
  },
};
