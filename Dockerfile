# The course in a container: docs/teaching/jupyterhub.md says how to build and start it.
FROM python:3.12-slim

RUN apt-get update \
    && apt-get install --yes --no-install-recommends make git \
    && rm -rf /var/lib/apt/lists/*

RUN useradd --create-home learner
USER learner
WORKDIR /home/learner/deep-learning-course
COPY --chown=learner . .

# Installs everything, and tries it.
RUN make check

# No learner waits for an explorer's trainings.
RUN .venv/bin/course warm --quiet

EXPOSE 8888
CMD ["make", "lab", "PORT=8888", "IP=0.0.0.0"]
