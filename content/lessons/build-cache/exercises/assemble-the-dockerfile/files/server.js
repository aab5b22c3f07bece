console.log("v1")
