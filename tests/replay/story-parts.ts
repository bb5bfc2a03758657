export const content = { contentId: 'content-1', form: 'note', formVersion: 1, digest: 'ab'.repeat(32) };
export const eligible = { isChild: 'yes', harmedOrAtRisk: true, needsCaseworker: true, needsServices: true } as const;
export const allChecked = {
  childAndFamilyInvolved: true,
  workersTold: true,
  contactForLaterGiven: true,
  feedbackOffered: true,
  fileComplete: true,
  storageFormAgreed: true,
  keepUntil: '2045-01-01',
};
