# fails: within-budget
# feedback: debian-base
docker pull node:bullseye-slim
docker pull python:slim-bullseye
docker pull nginx:1.21-alpine
