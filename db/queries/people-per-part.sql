-- Unique people per place, code, channel and chapter, exact per day, summed over days.
SELECT facet, value, sum(CASE WHEN :staff THEN with_staff ELSE people END) AS people
FROM people
WHERE campaign = :campaign AND day BETWEEN :from AND :until AND facet <> 'campaign'
GROUP BY facet, value
