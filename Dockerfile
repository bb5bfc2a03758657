# One image for the API, the worker and the command line; compose chooses the entry point.
FROM node:20.20.2-bookworm-slim AS build
WORKDIR /app
ENV NX_DAEMON=false
COPY . .
RUN npm ci && npm run build
# The same lock file once more, without the tools; and of the engine's client only the build for this machine.
RUN npm ci --omit=dev --workspace apps/api --workspace apps/worker --workspace apps/cli --include-workspace-root \
 && find node_modules/@temporalio/core-bridge/releases -mindepth 1 -maxdepth 1 \
      ! -name "$(uname -m)-unknown-linux-gnu" -exec rm -rf {} +

FROM node:20.20.2-bookworm-slim
WORKDIR /app
ENV NODE_ENV=production \
    NODE_OPTIONS=--enable-source-maps \
    HEALTH_URL=http://127.0.0.1:3000/readyz
COPY --from=build /app/package.json /app/LICENSE /app/NOTICE ./
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/libs libs
COPY --from=build /app/workflows workflows
COPY --from=build /app/activities activities
COPY --from=build /app/apps apps
COPY .docker/healthcheck.mjs .docker/
USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s --retries=6 CMD ["node", ".docker/healthcheck.mjs"]
CMD ["node", "apps/api/dist/main.js"]
