import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Counter, Registry } from 'prom-client';
import { AuditTrail } from '../audit/audit-trail.js';
import { TokenVerifier } from '../auth/token-verifier.port.js';
import { Settings } from '../config/settings.js';
import { SessionsService } from '../sessions/sessions.service.js';
import type { CacheCounts } from '../shared/cache-counts.js';
import { ProfilesService } from '../users/profiles.service.js';

/** Reads what features count for themselves when the metrics are asked for, and not before; and how the process is. */
@Injectable()
export class FeatureMetrics {
  constructor(
    registry: Registry,
    settings: Settings,
    private readonly audit: AuditTrail,
    private readonly tokens: TokenVerifier,
    private readonly sessions: SessionsService,
    private readonly profiles: ProfilesService,
  ) {
    if (!settings.metrics) return;
    collectDefaultMetrics({ register: registry });
    this.countCaches(registry);
    this.countEvents(registry);
  }

  private countCaches(registry: Registry): void {
    const counts: [cache: string, CacheCounts][] = [
      ['token', this.tokens.cacheCounts],
      ['session', this.sessions.cacheCounts],
      ['profile', this.profiles.cacheCounts],
    ];
    new Counter({
      name: 'auth_cache_requests_total',
      help: 'How often the caches of the guards were asked, by cache and result (hit, miss).',
      labelNames: ['cache', 'result'],
      registers: [registry],
      collect() {
        this.reset();
        for (const [cache, { hits, misses }] of counts) {
          this.inc({ cache, result: 'hit' }, hits);
          this.inc({ cache, result: 'miss' }, misses);
        }
      },
    });
  }

  private countEvents(registry: Registry): void {
    const { tally } = this.audit;
    new Counter({
      name: 'auth_audit_events_total',
      help: 'Audit events written, by type and outcome; login.locked counts the locks.',
      labelNames: ['type', 'outcome'],
      registers: [registry],
      collect() {
        this.reset();
        for (const [label, count] of tally.entries()) {
          const [type = '', outcome = ''] = label.split(' ');
          this.inc({ type, outcome }, count);
        }
      },
    });
  }
}
