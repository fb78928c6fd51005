# The service without the embedded servers and without anything that only developers need. docs/deployment.md says how to
# run it. `npm run container:steps` runs these steps one by one where there is no engine.

FROM node:22-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm install --no-save
COPY nest-cli.json tsconfig.json tsconfig.build.json ./
COPY scripts/bundling ./scripts/bundling
COPY src ./src
RUN npm run build && rm -rf dist/embedded dist/.tsbuildinfo dist/.compiled-of.json

FROM node:22-slim AS packages
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm install --omit=dev --ignore-scripts --no-save

FROM node:22-slim
ENV NODE_ENV=production PORT=3000
WORKDIR /app
COPY --from=packages /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY package.json scripts/healthcheck.mjs ./
USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=10s CMD ["node", "healthcheck.mjs"]
# Node itself gets SIGTERM, because no shell stands before it.
CMD ["node", "dist/main.js"]
