interface Route {
  readonly pattern: RegExp;
  readonly methods: Set<string>;
}

/**
 * Which methods an address offers, so that another one can be answered with 405. It is asked only for requests that no
 * route takes.
 */
export class RouteMethods {
  private readonly routes = new Map<string, Route>();

  add(url: string, methods: string | readonly string[]): void {
    // The wildcard is whatever is served from a folder; it knows its files, not their methods.
    if (url.includes('*')) return;
    const route = this.routes.get(url) ?? { pattern: patternOf(url), methods: new Set<string>() };
    for (const method of [methods].flat()) route.methods.add(method);
    this.routes.set(url, route);
  }

  /** Empty where there is nothing at the path. */
  at(path: string): readonly string[] {
    const found = [...this.routes.values()].filter(({ pattern }) => pattern.test(path));
    return [...new Set(found.flatMap(({ methods }) => [...methods]))].sort();
  }
}

function patternOf(url: string): RegExp {
  const source = url.replace(/[.+?^${}()|[\]\\]/g, String.raw`\$&`).replace(/:\w+/g, '[^/]+');
  return new RegExp(`^${source}$`);
}
