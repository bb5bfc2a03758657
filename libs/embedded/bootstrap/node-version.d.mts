/** The message to show when this version and platform cannot run the project, or undefined when they can. */
export function nodeProblem(version: string, platform: NodeJS.Platform): string | undefined;
export function requireNode(): void;
