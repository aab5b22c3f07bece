# fails: owner, small, other-data
# feedback: mode-is-not-owner
docker build -t dados:1 .
