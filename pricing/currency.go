package pricing

import (
	"fmt"
	"strings"
)

// codes are the codes of ISO 4217 whose amounts have a unit, by the number of minor digits. Precious metals, bond units,
// drawing rights, tests and "no currency" have none and are left out.
var codes = map[uint8]string{
	0: "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF",
	2: "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW " +
		"CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR " +
		"ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV " +
		"MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD " +
		"SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG",
	3: "BHD IQD JOD KWD LYD OMR TND",
	4: "CLF UYW",
}

// currencies gives the minor digits of each code.
var currencies = func() map[[3]byte]uint8 {
	table := make(map[[3]byte]uint8, 170)
	for digits, list := range codes {
		for code := range strings.FieldsSeq(list) {
			table[[3]byte([]byte(code))] = digits
		}
	}
	return table
}()

// Digits returns how many minor digits a currency of ISO 4217 has: MXN 2, JPY 0, KWD 3, CLF 4. Codes are upper case. It
// returns [ErrCurrency] for any other text, and for codes without a unit such as XAU and XXX. IQD has 3, as ISO 4217 says;
// CLDR gives it none.
func Digits(currency string) (int, error) {
	_, digits, err := lookUp(currency)
	return int(digits), err
}

// lookUp returns the code and the minor digits of a currency.
func lookUp(currency string) (code [3]byte, digits uint8, err error) {
	if len(currency) == 3 {
		copy(code[:], currency)
		if digits, ok := currencies[code]; ok {
			return code, digits, nil
		}
	}
	return [3]byte{}, 0, fmt.Errorf("%w: %.40q", ErrCurrency, currency)
}
