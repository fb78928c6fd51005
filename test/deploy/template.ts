import { parse, type ScalarTag, type CollectionTag, type YAMLMap, type YAMLSeq } from 'yaml';
import { readText } from '../conventions/source-files.js';

type Json = string | number | boolean | null | undefined | Json[] | { [name: string]: Json };
type Document = Record<string, Json>;

interface Resource {
  readonly Type: string;
  readonly Condition?: string;
  readonly Properties: Document;
}

interface Template {
  readonly Parameters: Record<string, { readonly Default?: Json }>;
  readonly Conditions: Document;
  readonly Resources: Record<string, Resource>;
}

const PSEUDO: Record<string, string> = {
  'AWS::Region': 'us-east-1',
  'AWS::AccountId': '123456789012',
  'AWS::Partition': 'aws',
  'AWS::URLSuffix': 'amazonaws.com',
};

/** `!Name value` as the object `{ 'Fn::Name': value }`, the long form of CloudFormation. */
function tagsOf(name: string): (ScalarTag | CollectionTag)[] {
  const key = name === 'Ref' || name === 'Condition' ? name : `Fn::${name}`;
  const long = (value: unknown) => ({ [key]: value });
  return [
    { tag: `!${name}`, resolve: long },
    { tag: `!${name}`, collection: 'seq', resolve: (node) => long((node as YAMLSeq).toJSON()) },
    { tag: `!${name}`, collection: 'map', resolve: (node) => long((node as YAMLMap).toJSON()) },
  ];
}

const TAGS = ['Ref', 'Condition', 'GetAtt', 'Sub', 'If', 'Equals', 'Not', 'And', 'Or'].flatMap(tagsOf);

/** The template as it is for some parameters: conditions are decided, and names of resources stay names. */
export class DeploymentTemplate {
  private readonly source = parse(readText('deploy/template.yaml'), {
    customTags: TAGS,
  }) as Template;

  constructor(private readonly parameters: Readonly<Record<string, string | number>> = {}) {}

  get parameterNames(): string[] {
    return Object.keys(this.source.Parameters);
  }

  /** Properties of the resources of a type, by their names; those whose condition does not hold are left out. */
  resources(type: string): Record<string, Document> {
    const found = Object.entries(this.source.Resources).filter(
      ([, { Type, Condition }]) => Type === type && (Condition === undefined || this.holds(Condition)),
    );
    return Object.fromEntries(
      found.map(([name, { Properties }]) => [name, this.resolve(Properties) as Document]),
    );
  }

  resource(name: string): Document {
    return this.resolve(this.source.Resources[name]?.Properties ?? {}) as Document;
  }

  /** What stands beside the properties, such as `DeletionPolicy`. */
  attribute(name: string, attribute: string): Json {
    return (this.source.Resources[name] as unknown as Document | undefined)?.[attribute];
  }

  private holds(condition: string): boolean {
    return this.resolve(this.source.Conditions[condition]) === true;
  }

  private resolve(value: Json): Json {
    if (Array.isArray(value))
      return value.map((item) => this.resolve(item)).filter((item) => item !== undefined);
    if (value === null || typeof value !== 'object') return value;
    const [first] = Object.entries(value);
    if (
      first !== undefined &&
      /^(Ref|Condition|Fn::\w+)$/.test(first[0]) &&
      Object.keys(value).length === 1
    ) {
      return this.call(first[0], first[1]);
    }
    const entries = Object.entries(value).map(([name, item]) => [name, this.resolve(item)] as const);
    return Object.fromEntries(entries.filter(([, item]) => item !== undefined));
  }

  private call(name: string, argument: Json): Json {
    const list = Array.isArray(argument) ? argument : [argument];
    switch (name) {
      case 'Ref':
        return this.named(word(argument));
      case 'Condition':
        return this.holds(word(argument));
      case 'Fn::GetAtt':
        return `<${list.map(word).join('.')}>`;
      case 'Fn::Sub':
        return word(argument).replace(/\$\{([\w.:]+)\}/g, (_match, inner: string) => word(this.named(inner)));
      case 'Fn::If':
        return this.resolve(this.holds(word(list[0])) ? list[1] : list[2]);
      case 'Fn::Equals':
        return word(this.resolve(list[0])) === word(this.resolve(list[1]));
      case 'Fn::Not':
        return this.resolve(list[0]) !== true;
      case 'Fn::And':
        return list.every((item) => this.resolve(item) === true);
      default:
        throw new Error(`${name} is not understood by this test`);
    }
  }

  private named(name: string): Json {
    if (name === 'AWS::NoValue') return undefined;
    const parameter = this.source.Parameters[name];
    if (parameter !== undefined) return this.parameters[name] ?? parameter.Default;
    return PSEUDO[name] ?? `<${name}>`;
  }
}

/** CloudFormation compares and joins all values as text. */
function word(value: Json): string {
  if (typeof value === 'object' || value === undefined) throw new Error('A text is wanted here');
  return String(value);
}
