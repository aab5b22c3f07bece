# fails: no-container, never-created
# feedback: ran-it
docker run alpine:3.13
