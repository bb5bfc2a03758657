import { CreateOrganisation1795305600000 } from './1795305600000-create-organisation.js';
import { CreateRecord1795305601000 } from './1795305601000-create-record.js';
import { CreateReadModels1795305602000 } from './1795305602000-create-read-models.js';
import { CreateAppend1795305603000 } from './1795305603000-create-append.js';
import { CreateContents1795305604000 } from './1795305604000-create-contents.js';
import { CreateOperations1795305605000 } from './1795305605000-create-operations.js';
import { CreateCommandRequests1795305606000 } from './1795305606000-create-command-requests.js';
import { ShareCases1795305607000 } from './1795305607000-share-cases.js';
import { EraseRefusedContents1795305608000 } from './1795305608000-erase-refused-contents.js';
import { CreateDutyFiles1795305609000 } from './1795305609000-create-duty-files.js';
import { PublishPolicies1795305610000 } from './1795305610000-publish-policies.js';
import { CreateForms1795305611000 } from './1795305611000-create-forms.js';
import { CountIndicators1795305612000 } from './1795305612000-count-indicators.js';
import { KeepPosts1795305613000 } from './1795305613000-keep-posts.js';
import { HandOverCaseloads1795305613500 } from './1795305613500-hand-over-caseloads.js';
import { KeepDirectory1795305614000 } from './1795305614000-keep-directory.js';
import { ManageInformation1795305615000 } from './1795305615000-manage-information.js';
import { KnowAssignments1795305617000 } from './1795305617000-know-assignments.js';
import { AssignDataEntry1795305618000 } from './1795305618000-assign-data-entry.js';
import { KeepSessions1795305619000 } from './1795305619000-keep-sessions.js';
import { GuardRows1795305620000 } from './1795305620000-guard-rows.js';
import { ChainAccessLog1795305621000 } from './1795305621000-chain-access-log.js';
import { WrapKeysByAgency1795305622000 } from './1795305622000-wrap-keys-by-agency.js';
import { SetNamesApart1795305622500 } from './1795305622500-set-names-apart.js';
import { OpenInEmergency1795305623000 } from './1795305623000-open-in-emergency.js';
import { KeepAttachments1795305624000 } from './1795305624000-keep-attachments.js';
import { PlacePolicies1795305625000 } from './1795305625000-place-policies.js';
import { ShortenAbsences1795305625500 } from './1795305625500-shorten-absences.js';
import { ChangePasswords1795305626000 } from './1795305626000-change-passwords.js';
import { ActOnAccounts1795305626100 } from './1795305626100-act-on-accounts.js';
import { LetNamesFollow1795305627000 } from './1795305627000-let-names-follow.js';
import { AssignByTheAppend1795305627100 } from './1795305627100-assign-by-the-append.js';
import { NarrowRights1795305628000 } from './1795305628000-narrow-rights.js';
import { FindAccesses1795305628100 } from './1795305628100-find-accesses.js';
import { ForgetRequests1795305628200 } from './1795305628200-forget-requests.js';

/** Every migration, oldest first. Never edit one that was released: add the next. */
export const MIGRATIONS = [
  CreateOrganisation1795305600000,
  CreateRecord1795305601000,
  CreateReadModels1795305602000,
  CreateAppend1795305603000,
  CreateContents1795305604000,
  CreateOperations1795305605000,
  CreateCommandRequests1795305606000,
  ShareCases1795305607000,
  EraseRefusedContents1795305608000,
  CreateDutyFiles1795305609000,
  PublishPolicies1795305610000,
  CreateForms1795305611000,
  CountIndicators1795305612000,
  KeepPosts1795305613000,
  HandOverCaseloads1795305613500,
  KeepDirectory1795305614000,
  ManageInformation1795305615000,
  KnowAssignments1795305617000,
  AssignDataEntry1795305618000,
  KeepSessions1795305619000,
  GuardRows1795305620000,
  ChainAccessLog1795305621000,
  WrapKeysByAgency1795305622000,
  SetNamesApart1795305622500,
  OpenInEmergency1795305623000,
  KeepAttachments1795305624000,
  PlacePolicies1795305625000,
  ShortenAbsences1795305625500,
  ChangePasswords1795305626000,
  ActOnAccounts1795305626100,
  LetNamesFollow1795305627000,
  AssignByTheAppend1795305627100,
  NarrowRights1795305628000,
  FindAccesses1795305628100,
  ForgetRequests1795305628200,
] as const;
