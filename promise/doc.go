package promise
