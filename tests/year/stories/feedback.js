/** Eight statements, mostly good news; some are left empty. */
export function feedback(played, from) {
  const { luck } = played;
  const score = () => {
    if (luck.happens(0.06)) return null;
    return luck.happens(0.85) ? luck.between(7, 10) : luck.between(1, 6);
  };
  played.work('recordFeedback', { from, scores: Array.from({ length: 8 }, score), ...played.content('feedback') });
}
//# sourceMappingURL=feedback.js.map
