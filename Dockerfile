# One image for every part of the desk: `web` (the default), `worker`, `beat`, `migrate`.

FROM node:24-slim AS frontend
WORKDIR /src
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY tsconfig.json vite.config.ts vite.loader.config.ts ./
COPY desk/frontend desk/frontend
RUN npm run build

FROM python:3.12-slim AS wheel
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PIP_ROOT_USER_ACTION=ignore
WORKDIR /src
COPY requirements/build.lock requirements/build.lock
RUN pip install --require-hashes --only-binary :all: -r requirements/build.lock
COPY pyproject.toml hatch_build.py README.md LICENSE ./
COPY desk desk
COPY workers workers
COPY prompts prompts
COPY migrations migrations
COPY --from=frontend /src/desk/static/build desk/static/build
RUN pip wheel --no-index --no-deps --no-build-isolation --wheel-dir /wheels .

FROM python:3.12-slim AS runtime
LABEL org.opencontainers.image.title="desk" \
      org.opencontainers.image.description="Support chat in which a bot answers first and a person is always within reach." \
      org.opencontainers.image.licenses="MIT"
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PIP_ROOT_USER_ACTION=ignore \
    PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
COPY requirements/runtime.lock /tmp/runtime.lock
# Only ready-made packages: the image has no compiler and needs none.
RUN pip install --require-hashes --only-binary :all: -r /tmp/runtime.lock
COPY --from=wheel /wheels /tmp/wheels
RUN pip install --no-index --no-deps /tmp/wheels/*.whl

# The number is fixed, so that the owner of a volume's files stays the same from image to image.
RUN groupadd --gid 10001 desk \
    && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /var/lib/desk --shell /usr/sbin/nologin desk \
    && install --directory --owner=desk --group=desk --mode=0750 /var/lib/desk
ENV DESK_DATA_DIR=/var/lib/desk
WORKDIR /var/lib/desk
USER 10001:10001

EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 CMD ["desk", "healthcheck"]
ENTRYPOINT ["desk"]
CMD ["web", "--host", "0.0.0.0"]
