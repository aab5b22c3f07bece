# fails: small
# feedback: mode-is-not-owner
docker build -t dados:1 .
