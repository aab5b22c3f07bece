# fails: none-dangling, current-kept, other-day
# feedback: removed-the-current
docker rmi app:1
