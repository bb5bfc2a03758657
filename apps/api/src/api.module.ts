import { Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE, DiscoveryModule } from '@nestjs/core';
import { ReadingGuard } from './information/reading.guard.js';
import { ReadingWatch } from './information/reading-watch.js';
import { AccessGuard } from './access/access.guard.js';
import { Authentication } from './access/authentication.js';
import { RouteTable } from './access/route-table.js';
import { SecondFactors } from './access/second-factors.js';
import { SessionListController } from './access/session-list.controller.js';
import { SessionWatch } from './access/session-watch.js';
import { MeController } from './access/me.controller.js';
import { SignInThrottle } from './access/sign-in-throttle.js';
import { StepUpController } from './access/step-up.controller.js';
import { API_PARTS, type ApiParts } from './api-parts.js';
import { AccountActs } from './identity/account-acts.js';
import { AccountActsController } from './identity/account-acts.controller.js';
import { EmbeddedProvider } from './identity/embedded-provider.js';
import { Forgetting } from './identity/forgetting.js';
import { KnownDevices } from './identity/known-devices.js';
import { NewPasswords } from './identity/new-passwords.js';
import { OwnPasswords } from './identity/own-passwords.js';
import { PasswordController } from './identity/password.controller.js';
import { ResourceController } from './identity/resource.controller.js';
import { SecondFactorsController } from './identity/second-factors.controller.js';
import { SignIn } from './identity/sign-in.js';
import { SignInEnds } from './identity/sign-in-ends.js';
import { Stages } from './identity/sign-in-stage.js';
import { SignInPagesController } from './identity/sign-in-pages.controller.js';
import { WebClient } from './identity/web-client.js';
import { WebSessionsController } from './identity/web-sessions.controller.js';
import { AccessLogInterceptor } from './information/access-log.interceptor.js';
import { AuditTrail } from './information/audit-trail.js';
import { InformationController } from './information/information.controller.js';
import { CodecController } from './engine/codec.controller.js';
import { NamesController } from './information/names.controller.js';
import { Openings } from './information/openings.js';
import { RefusalTrail } from './information/refusal-trail.js';
import { SubjectCopies } from './information/subject-copy.js';
import { Attachments } from './attachments/attachments.js';
import { AttachmentsController } from './attachments/attachments.controller.js';
import { Quarantine } from './attachments/quarantine.js';
import { Contents } from './cases/contents.js';
import { VisibleCases } from './cases/visible-cases.js';
import { CaseWritesController } from './commands/case-writes.controller.js';
import { ClosureWritesController } from './commands/closure-writes.controller.js';
import { CommandsController } from './commands/commands.controller.js';
import { ConferenceWritesController } from './commands/conference-writes.controller.js';
import { Confirmations } from './commands/confirmations.js';
import { EmergencyWritesController } from './commands/emergency-writes.controller.js';
import { DeathWritesController } from './commands/death-writes.controller.js';
import { EscalationWritesController } from './commands/escalation-writes.controller.js';
import { IntakeWritesController } from './commands/intake-writes.controller.js';
import { Orders } from './commands/orders.js';
import { PlanWritesController } from './commands/plan-writes.controller.js';
import { Owners } from './commands/owners.js';
import { ReportWritesController } from './commands/report-writes.controller.js';
import { ServerFilled } from './commands/server-filled.js';
import { ServiceWritesController } from './commands/service-writes.controller.js';
import { TransferWritesController } from './commands/transfer-writes.controller.js';
import { DocsController } from './docs/docs.controller.js';
import { OpenApi } from './docs/openapi.js';
import { CaseloadAgendaController } from './duties/caseload-agenda.controller.js';
import { AnnexesController } from './directory/annexes.controller.js';
import { DirectoryBook } from './directory/directory-book.js';
import { DirectoryController } from './directory/directory.controller.js';
import { DirectoryKeeping } from './directory/directory-keeping.js';
import { SopAgreements } from './sops/sop-agreements.js';
import { SopsController } from './sops/sops.controller.js';
import { DutyFilesController } from './duties/duty-files.controller.js';
import { DutyOrders } from './duties/duty-orders.js';
import { DutyPlaces } from './duties/places.js';
import { VisibleDutyFiles } from './duties/visible-duty-files.js';
import { FilledForms } from './forms/filled-forms.js';
import { FormDrafts } from './forms/form-drafts.js';
import { FormDraftsController } from './forms/form-drafts.controller.js';
import { FormShelf } from './forms/form-shelf.js';
import { FormsController } from './forms/forms.controller.js';
import { PrefillController } from './forms/prefill.controller.js';
import { AdoptionsController } from './policies/adoptions.controller.js';
import { PoliciesController } from './policies/policies.controller.js';
import { PoliciesInForce } from './policies/policies-in-force.js';
import { PolicyPreviews } from './policies/policy-previews.js';
import { EventsController } from './live/events.controller.js';
import { IndicatorsController } from './indicators/indicators.controller.js';
import { HealthController } from './platform/health.controller.js';
import { HttpAnswerInterceptor } from './platform/http-answer.js';
import { Lifetime } from './platform/lifetime.js';
import { ProblemFilter } from './platform/problem.filter.js';
import { RateLimits } from './platform/rate-limits.js';
import { RequestLog } from './platform/request-log.js';
import { SchemaPipe } from './platform/schema.pipe.js';
import { DataEntry } from './organisation/data-entry.js';
import { Handovers } from './organisation/handovers.js';
import { HandoversController } from './organisation/handovers.controller.js';
import { OrganisationController } from './organisation/organisation.controller.js';
import { Posts } from './organisation/posts.js';
import { StandingDuties } from './organisation/standing-duties.js';
import { PostsController } from './organisation/posts.controller.js';
import { AgencyQuality } from './quality/agency-quality.js';
import { QualityController } from './quality/quality.controller.js';
import { AgencyController } from './reading/agency.controller.js';
import { AuditController } from './reading/audit.controller.js';
import { CasesController } from './reading/cases.controller.js';
import { DeploymentController } from './reading/deployment.controller.js';
import { DraftsController } from './reading/drafts.controller.js';
import { GuidanceController } from './reading/guidance.controller.js';
import { SharedCasesController } from './reading/shared-cases.controller.js';
import { WorkController } from './reading/work.controller.js';

const CONTROLLERS = [
  MeController,
  SessionListController,
  StepUpController,
  SecondFactorsController,
  PasswordController,
  AccountActsController,
  SignInPagesController,
  WebSessionsController,
  ResourceController,
  CasesController,
  SharedCasesController,
  AttachmentsController,
  CaseWritesController,
  IntakeWritesController,
  ReportWritesController,
  PlanWritesController,
  ServiceWritesController,
  ConferenceWritesController,
  TransferWritesController,
  DeathWritesController,
  EmergencyWritesController,
  ClosureWritesController,
  EscalationWritesController,
  WorkController,
  AgencyController,
  OrganisationController,
  PostsController,
  HandoversController,
  DutyFilesController,
  SopsController,
  DirectoryController,
  AnnexesController,
  CaseloadAgendaController,
  InformationController,
  CodecController,
  NamesController,
  QualityController,
  GuidanceController,
  EventsController,
  CommandsController,
  DraftsController,
  FormsController,
  FormDraftsController,
  PrefillController,
  IndicatorsController,
  AuditController,
  DeploymentController,
  PoliciesController,
  AdoptionsController,
  HealthController,
  DocsController,
];

const SIGNING_IN = [
  SessionWatch,
  SecondFactors,
  SignInThrottle,
  Stages,
  SignInEnds,
  SignIn,
  KnownDevices,
  Forgetting,
  OwnPasswords,
  NewPasswords,
  AccountActs,
  WebClient,
];

/** What the API makes for itself before its module. */
export interface OwnParts {
  readonly lifetime: Lifetime;
  readonly limits: RateLimits;
  readonly shelf: FormShelf;
  readonly provider: EmbeddedProvider;
}

@Module({})
export class ApiModule {
  static of(parts: ApiParts, own: OwnParts): DynamicModule {
    const log = new RequestLog(parts.logger);
    return {
      module: ApiModule,
      imports: [DiscoveryModule],
      controllers: CONTROLLERS,
      providers: [
        { provide: API_PARTS, useValue: parts },
        { provide: Lifetime, useValue: own.lifetime },
        { provide: RateLimits, useValue: own.limits },
        { provide: FormShelf, useValue: own.shelf },
        { provide: EmbeddedProvider, useValue: own.provider },
        {
          provide: APP_FILTER,
          useFactory: (routes: RouteTable, refusals: RefusalTrail) => new ProblemFilter(log, routes, refusals),
          inject: [RouteTable, RefusalTrail],
        },
        { provide: APP_PIPE, useClass: SchemaPipe },
        { provide: APP_GUARD, useClass: AccessGuard },
        { provide: APP_GUARD, useClass: ReadingGuard },
        { provide: APP_INTERCEPTOR, useClass: HttpAnswerInterceptor },
        { provide: APP_INTERCEPTOR, useClass: AccessLogInterceptor },
        ...[
          Authentication,
          ReadingWatch,
          RouteTable,
          OpenApi,
          VisibleCases,
          Contents,
          FilledForms,
          FormDrafts,
          Owners,
          ServerFilled,
          PoliciesInForce,
          PolicyPreviews,
          Confirmations,
          Orders,
        ],
        ...SIGNING_IN,
        ...[Attachments, Quarantine],
        ...[Posts, DataEntry, Handovers, StandingDuties],
        ...[DirectoryBook, DirectoryKeeping, SopAgreements],
        ...[Openings, SubjectCopies, AuditTrail, RefusalTrail],
        ...[VisibleDutyFiles, DutyPlaces, DutyOrders, AgencyQuality],
      ],
    };
  }
}
