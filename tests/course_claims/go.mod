module pensum.example/course_claims

go 1.26
