# fails: owner, other-data
# feedback: user-does-not-count
docker build -t dados:1 .
