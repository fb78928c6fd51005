import { type DynamicModule, Module } from '@nestjs/common';
import { ConfigModule as NestConfigModule, ConfigService } from '@nestjs/config';
import { Cursors } from '../shared/cursors.js';
import { SecretKeys } from '../shared/secret-keys.js';
import { Settings } from './settings.js';

/** Makes the settings injectable, by type and through Nest's own `ConfigService`, and the keys derived from their secrets. */
@Module({})
export class ConfigModule {
  static with(settings: Settings): DynamicModule {
    return {
      module: ConfigModule,
      global: true,
      imports: [
        NestConfigModule.forRoot({
          ignoreEnvFile: true,
          skipProcessEnv: true,
          load: [() => ({ settings })],
        }),
      ],
      providers: [
        {
          provide: Settings,
          inject: [ConfigService],
          useFactory: (config: ConfigService) => config.getOrThrow<Settings>('settings'),
        },
        {
          provide: SecretKeys,
          inject: [Settings],
          useFactory: ({ sessionSecrets }: Settings) => new SecretKeys(sessionSecrets),
        },
        { provide: Cursors, inject: [SecretKeys], useFactory: (keys: SecretKeys) => new Cursors(keys) },
      ],
      exports: [Settings, SecretKeys, Cursors],
    };
  }
}
