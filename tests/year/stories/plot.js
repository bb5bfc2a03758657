const ENDINGS = {
  goal_met: 52,
  no_longer_at_risk: 8,
  no_risk_found: 5,
  turned_18: 4,
  wish_to_stop: 5,
  relocated: 4,
  durable_solution: 2,
  not_contactable: 5,
  death: 1.5,
  no_further_action: 3,
  opened_in_error: 2,
  other: 2,
  'goes on': 6.5,
};
const plots = new WeakMap();
export function plotOf(played) {
  const known = plots.get(played);
  if (known !== undefined) return known;
  const { luck } = played;
  const plot = {
    ending: luck.weighted(ENDINGS),
    diligence: 0.78 + 0.2 * luck.next(),
    lostFromMs: null,
    attempts: 0,
  };
  plots.set(played, plot);
  return plot;
}
/** A known child who comes back has another story. */
export function newPlot(played) {
  const plot = plotOf(played);
  plot.ending = played.luck.weighted({ goal_met: 70, 'goes on': 20, wish_to_stop: 10 });
  plot.lostFromMs = null;
  plot.attempts = 0;
}
//# sourceMappingURL=plot.js.map
