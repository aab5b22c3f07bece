console.log("v2")
