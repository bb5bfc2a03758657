export {};
//# sourceMappingURL=reactions.js.map
