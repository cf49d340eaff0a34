// A module of its own, so that what is only measured against is no dependency
// of Sanad's.
module sanad-bench/words

go 1.26.0

require github.com/clipperhouse/uax29/v2 v2.7.0
