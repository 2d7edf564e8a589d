-- A campaign's routes: what its scans are attributed to. Ledger.
SELECT route.*
FROM route JOIN campaign ON campaign.no = route.campaign
WHERE campaign.id = :campaign
