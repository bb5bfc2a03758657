import { Controller, Get } from '@nestjs/common';
import { meSchema, type Me } from '@caseward/contracts';
import { Describe } from '../docs/describe.js';
import { meOf, SignedIn, type Caller } from './caller.js';
import { Reads } from './route-access.js';

@Controller('v1/me')
export class MeController {
  @Get()
  @Reads('self')
  @Describe({ summary: 'Who is signed in', tag: 'Sessions', answer: meSchema })
  me(@SignedIn() caller: Caller): Me {
    return meOf(caller);
  }
}
