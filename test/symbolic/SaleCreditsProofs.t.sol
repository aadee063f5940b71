// SPDX-License-Identifier: MIT
pragma solidity ^0.8.34;

import {Vm} from "forge-std/Vm.sol";
import {SaleCredits} from "../../contracts/SaleCredits.sol";

/// @notice A token whose royalty is whatever it was told.
contract AnyRoyalty {
    address private receiver;
    uint256 private royalty;

    function set(address receiver_, uint256 royalty_) external {
        (receiver, royalty) = (receiver_, royalty_);
    }

    function royaltyInfo(uint256, uint256) external view returns (address, uint256) {
        return (receiver, royalty);
    }
}

/// @notice A sale and nothing else.
contract BareSale is SaleCredits {
    constructor(address layerToken_) SaleCredits(layerToken_) {}

    function sell(address seller) external payable {
        _creditSale(1, seller, msg.value);
    }
}

/// @notice Value is conserved, for every price, royalty and account. Proved by Halmos: `npm run analyze:contracts`.
contract SaleCreditsProofs {
    Vm private constant vm = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));

    AnyRoyalty private token;
    BareSale private sale;

    function setUp() public {
        token = new AnyRoyalty();
        sale = new BareSale(address(token));
    }

    function check_aSale_creditsExactlyItsPrice(uint96 price, uint96 royalty, address seller, address receiver)
        external
    {
        vm.assume(royalty <= price);
        token.set(receiver, royalty);
        vm.deal(address(this), price);
        sale.sell{value: price}(seller);
        if (seller == receiver) assert(sale.creditOf(seller) == price);
        else assert(sale.creditOf(seller) + sale.creditOf(receiver) == price);
        assert(address(sale).balance == price);
    }

    function check_aWithdrawal_paysTheCallersCreditAndNoOthers(uint96 first, uint96 second, address to) external {
        address ann = address(0xa22);
        address bob = address(0xb0b);
        vm.assume(first != 0 && to != address(sale));
        vm.deal(address(this), uint256(first) + second);
        sale.sell{value: first}(ann);
        sale.sell{value: second}(bob);
        uint256 before = to.balance;
        vm.prank(ann);
        try sale.withdraw(to) {
            assert(sale.creditOf(ann) == 0);
            assert(to.balance == before + first);
            assert(address(sale).balance == second);
        } catch {
            assert(sale.creditOf(ann) == first);
        }
        assert(sale.creditOf(bob) == second);
    }
}
