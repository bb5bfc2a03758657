import { Controller, Get, Inject } from '@nestjs/common';
import { protectedResourceSchema, type ProtectedResource } from '@caseward/contracts';
import { TOKEN_ALGORITHMS } from '@caseward/security';
import { Public } from '../access/route-access.js';
import { API_PARTS, type ApiParts } from '../api-parts.js';
import { Describe } from '../docs/describe.js';

/** RFC 9728: where a program that got 401 finds out whose tokens are taken. */
@Controller('.well-known/oauth-protected-resource')
export class ResourceController {
  constructor(@Inject(API_PARTS) private readonly parts: ApiParts) {}

  @Get()
  @Public()
  @Describe({ summary: 'Whose tokens are taken', tag: 'Sessions', answer: protectedResourceSchema })
  resource(): ProtectedResource {
    const { publicUrl, tokens } = this.parts.identity;
    return {
      resource: publicUrl,
      authorization_servers: [tokens.issuer],
      bearer_methods_supported: ['header'],
      resource_signing_alg_values_supported: [...TOKEN_ALGORITHMS],
    };
  }
}
