"""Columns and elements of the UK Sanctions List, and what each says."""

from __future__ import annotations

from collections.abc import Mapping

NEEDED = ("Unique ID", "Name 6", "Name type", "Regime Name")
NAMES = (1, 2, 3, 4, 5, 6)
"""The parts of a name as they are read aloud: name 6 is the surname, or the whole name of an entity."""
PLACES = (*(f"Address Line {number}" for number in range(1, 7)), "Address Postal Code")
OTHER_NAMES = ("NonLatinNames", "NonLatinName")

COLUMNS: Mapping[str, str] = {
    "Designation Type": "kind",
    "Individual, Entity, Ship": "kind",
    "Regime Name": "regime",
    "Sanctions Imposed": "sanctions",
    "UK Statement of Reasons": "reasons",
    "Date Designated": "designated",
    "OFSI Group ID": "ofsi",
    "UN Reference Number": "un",
    "Title": "title",
    "Other Information": "other information",
    "Phone number": "phone",
    "Website": "website",
    "Email address": "email",
    "D.O.B": "date of birth",
    "Nationality(/ies)": "nationality",
    "National Identifier number": "national id",
    "National Identifier additional information": "document",
    "Passport number": "passport",
    "Passport additional information": "document",
    "Position": "position",
    "Gender": "gender",
    "Town of birth": "town of birth",
    "Country of birth": "country of birth",
    "Type of entity": "type of entity",
    "Subsidiaries": "subsidiaries",
    "Parent company": "parent company",
    "Business registration number (s)": "registration",
    "IMO number": "imo",
    "Current owner/operator (s)": "owner or operator",
    "Previous owner/operator (s)": "former owner or operator",
    "Current believed flag of ship": "flag",
    "Previous flags": "former flags",
    "Type of ship": "type of ship",
    "Tonnage of ship": "tonnage",
    "Length of ship": "length",
    "Year Built": "built",
    "Hull identification number (HIN)": "hull",
}

_PERSON = ("IndividualDetails", "Individual")
_ENTITY = ("EntityDetails", "Entity")
_SHIP = ("ShipDetails", "Ship")

TAGS: Mapping[tuple[str, ...], str] = {
    ("IndividualEntityShip",): "kind",
    ("RegimeName",): "regime",
    ("SanctionsImposed",): "sanctions",
    ("UKStatementofReasons",): "reasons",
    ("DateDesignated",): "designated",
    ("OFSIGroupID",): "ofsi",
    ("UNReferenceNumber",): "un",
    ("Titles", "Title"): "title",
    (*_PERSON, "Titles", "Title"): "title",
    ("OtherInformation",): "other information",
    ("PhoneNumbers", "PhoneNumber"): "phone",
    ("Websites", "Website"): "website",
    ("EmailAddresses", "EmailAddress"): "email",
    (*_PERSON, "DOBs", "DOB"): "date of birth",
    (*_PERSON, "Nationalities", "Nationality"): "nationality",
    (*_PERSON, "NationalIdentifierDetails", "NationalIdentifier", "NationalIdentifierNumber"): "national id",
    (
        *_PERSON,
        "NationalIdentifierDetails",
        "NationalIdentifier",
        "NationalIdentifierAdditionalInformation",
    ): "document",
    (*_PERSON, "PassportDetails", "Passport", "PassportNumber"): "passport",
    (*_PERSON, "PassportDetails", "Passport", "PassportAdditionalInformation"): "document",
    (*_PERSON, "Positions", "Position"): "position",
    (*_PERSON, "Genders", "Gender"): "gender",
    (*_PERSON, "BirthDetails", "Location", "TownOfBirth"): "town of birth",
    (*_PERSON, "BirthDetails", "Location", "CountryOfBirth"): "country of birth",
    (*_ENTITY, "TypeOfEntities", "TypeOfEntity"): "type of entity",
    (*_ENTITY, "Subsidiaries", "Subsidiary"): "subsidiaries",
    (*_ENTITY, "ParentCompanies", "ParentCompany"): "parent company",
    (*_ENTITY, "BusinessRegistrationNumbers", "BusinessRegistrationNumber"): "registration",
    (*_SHIP, "IMONumbers", "IMONumber"): "imo",
    (*_SHIP, "CurrentOwnerOperators", "CurrentOwnerOperator"): "owner or operator",
    (*_SHIP, "PreviousOwnerOperators", "PreviousOwnerOperator"): "former owner or operator",
    (*_SHIP, "CurrentBelievedFlagOfShips", "CurrentBelievedFlagOfShip"): "flag",
    (*_SHIP, "PreviousFlags", "PreviousFlag"): "former flags",
    (*_SHIP, "TypeOfShipDetails", "TypeOfShip"): "type of ship",
    (*_SHIP, "TonnageOfShipDetails", "TonnageOfShip"): "tonnage",
    (*_SHIP, "LengthOfShipDetails", "LengthOfShip"): "length",
    (*_SHIP, "YearBuiltDetails", "YearBuilt"): "built",
    (*_SHIP, "HullIdentificationNumbers", "HullIdentificationNumber"): "hull",
}
