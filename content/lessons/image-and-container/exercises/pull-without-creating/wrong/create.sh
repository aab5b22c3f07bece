# fails: no-container, never-created
# feedback: created-it
docker create alpine:3.13
