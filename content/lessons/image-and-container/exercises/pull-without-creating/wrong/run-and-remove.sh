# fails: never-created
# feedback: ran-and-removed
docker run --rm alpine:3.13 true
