# fails: small
# feedback: owner-changed-afterwards
docker build -t dados:1 .
