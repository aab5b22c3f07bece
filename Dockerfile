# The site with its classes in one image: docs/deploy.md. The classic builder and BuildKit both build it.
ARG NODE_IMAGE=node:24-bookworm-slim

FROM ${NODE_IMAGE} AS build
WORKDIR /app
# alone, so that this layer stays in the cache until the lock file changes
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
ARG SITE_URL=http://localhost:4321
RUN npm run build
# of what the pages were made with, the server needs nothing: 20 MB of packages stay of 750
RUN node scripts/server-packages.ts && npm prune --omit=dev --omit=optional

FROM ${NODE_IMAGE}
ENV NODE_ENV=production HOST=0.0.0.0 PORT=4321 DATA_DIR=/data
WORKDIR /app
RUN mkdir -p /data && chown 1000:1000 /data && chmod 700 /data
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/content/registry content/registry
COPY --from=build /app/dist/client dist/client
COPY --from=build /app/dist/site.json /app/dist/exercises.json dist/
COPY --from=build /app/scripts/class-data.ts scripts/
COPY --from=build /app/src/i18n src/i18n
COPY --from=build /app/src/engine src/engine
COPY --from=build /app/src/exercise src/exercise
COPY --from=build /app/src/server src/server
# a number, so that a cluster can see that it is not root; everything above belongs to root and stays as it is
USER 1000:1000
VOLUME /data
EXPOSE 4321
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s CMD ["node", "src/server/check-health.ts"]
CMD ["node", "--disable-warning=ExperimentalWarning", "src/server/main.ts"]
